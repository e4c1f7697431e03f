from portal import homes, menus
from portal.people import access

menus.add("Expertvragen", "bootcamp:expert_staff", shown_to=access.is_hpp)
homes.add("Vragen voor jou", "bootcamp:expert_work", of=access.is_expert)
